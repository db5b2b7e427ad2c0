"""Emergency looks: one part of one record, opened for three hours by somebody who is not near her."""

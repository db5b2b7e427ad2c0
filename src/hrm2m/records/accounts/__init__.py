"""Acts on a whole account, and on an agency: what ends with it, and to whom everything goes."""

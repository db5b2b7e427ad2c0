-- The database roles of HR M2M, for a cluster that has none of them. Run it once as a superuser.
-- Deployers set passwords or another way to sign in; the throw-away cluster of the tests needs none.
--
--   hr_owner   owns the database and migrates it; the web and worker processes never use it
--   hr_app     what the processes sign in as; inherits nothing, so that it holds only what is granted to it by name
--   hr_plain   what is in no compartment
--   hr_gate_…  one per compartment: hr_app steps into it inside the vault's door (SET LOCAL ROLE) and out again

CREATE ROLE hr_owner LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE CREATEDB;
CREATE ROLE hr_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB NOINHERIT;
CREATE ROLE hr_plain NOLOGIN NOBYPASSRLS;
CREATE ROLE hr_gate_identity NOLOGIN NOBYPASSRLS;
CREATE ROLE hr_gate_general NOLOGIN NOBYPASSRLS;
CREATE ROLE hr_gate_her_safety NOLOGIN NOBYPASSRLS;
CREATE ROLE hr_gate_treatment NOLOGIN NOBYPASSRLS;
CREATE ROLE hr_gate_child_safety NOLOGIN NOBYPASSRLS;

GRANT hr_plain, hr_gate_identity, hr_gate_general, hr_gate_her_safety, hr_gate_treatment, hr_gate_child_safety TO hr_app;

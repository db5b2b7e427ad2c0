"""What `hrm2m status` looks at: each check answers whether a person must look, and figures; nothing about anybody."""

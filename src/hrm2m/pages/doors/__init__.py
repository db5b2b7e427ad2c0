"""Who answers at which agency, what the agency says it would do and tell, and how often it kept what it promised."""

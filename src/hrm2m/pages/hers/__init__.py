"""Her own pages: plain HTML and one small style sheet; no library, no brand, nothing that stays on a phone."""

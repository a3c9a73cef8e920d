"""What a release is made of, and the proof that it works installed alone (`make release`, `make audit`)."""

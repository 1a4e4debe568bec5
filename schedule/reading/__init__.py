"""What readers see: what is published, and nothing else."""

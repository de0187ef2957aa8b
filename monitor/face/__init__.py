"""What notebooks and scripts use: `from monitor import School`. The names stand in `monitor`, nobody imports these."""

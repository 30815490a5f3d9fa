"""What the province sees of all units: plans against the milestone, registrations, products, recognitions, targets."""

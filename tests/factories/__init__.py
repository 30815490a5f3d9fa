"""What tests are made from; one module per room, plus the small world that every test starts in."""

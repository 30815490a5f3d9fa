"""The tools of the press. Only this package knows millimetres, points and fonts."""

"""Vietnamese text as offices write it: spelling, order, dates, money, figures. Pure functions, no state."""

"""The tools of the press. Only this package knows millimetres, points and fonts.

A form tells its `story` in elements that know nothing of paper; `press` lays them out on ReportLab's canvas and `word` writes
the same story as DOCX. The layout is ours rather than platypus: official paper needs few shapes but strict ones (no signature
alone on a page, annexes that count their own pages), and text that is neither markup nor re-measured is several times faster.
"""

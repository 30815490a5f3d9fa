"""What every page is made of: the base template, macros, form fields, filters, lists, static files.

A page extends `base.html` and fills its blocks: `title` (also the one h1), `lead` (a sentence below it), `actions` (buttons
right of it), `content`; `trail` (links above the title: `<a href=…>Kế hoạch</a>`); `scripts` (more modules). The sign-in page and its like extend `signin_layout.html`
(`title`, `content`). No inline script, style or on… attribute works: the content security policy refuses them.

`macros/page.html`
    page_header(title, lead=None)          call block = actions; only where the blocks of base.html do not fit
    empty_state(text, url=None, label=None)
    badge(text, tone="neutral")            tones: neutral info good warn bad; the text always says the state
    deadline_badge(standing, days=0)       standing: "on_time" "late" "left" "locked"
    definitions(pairs)                     pairs of (label, value); call block = more `definition`s
    definition(label)                      call block = the value as markup
    source(citation, url=None)             "Căn cứ: …"
    notice(text, tone="info")              a standing remark in a box; call block = more
    progress(value, maximum, label)        <progress> with its figures
    timeline(steps, label=None)            steps have .label .standing ("done" "current" "ahead" "stopped") .detail: `listing.Step`
    compare(left_title, right_title, rows) rows of (label, left, right)
    job_progress(url, label)               follows a job: GET url → {"done": 3, "total": 20, "text": "…", "next": "/…"|null, "failed": false}

`macros/tables.html`
    table(caption)                         call block = thead and tbody; scrolls inside its box on phones
    th(label, numeric=False)
    th_sort(query, key, label, numeric=False)
    search_bar(query, placeholder=None)    call block = `filter_select`s
    filter_select(query, name, label, choices, everything=None)
    pager(page)
    export_link(query, endpoint, label=None)  keeps search, filters and order

`macros/forms.html`
    field(f, help=None, **attributes)      label, control, help, error; also checkboxes
    choices(f, help=None)                  a RadioField or several checkboxes under one question
    file_field(f, help=None)               adds the size limit; the form needs enctype="multipart/form-data"
    error_summary(form)                    at the top of a refused form
    buttons(submit, cancel_url=None)
    action_button(url, label, tone="primary", fields={})      a one-button POST with its token
    confirm_button(url, label, question, tone="outline-danger", fields={})  the same, asks first

Filters: `ngay` (date), `luc` (moment), `dong` (money), `so` (number), `phan_tram` (share). In templates: `may(Permission.X)`,
`workspace`, `asset("css/ocop.css")`, `here()`.

Scripts by attribute: `<form data-dirty>` asks before it is left unsaved; `<form data-submit-once>` is sent once; `<form data-confirm="…">`
asks first; `<form data-autosave="/address" …>` saves while one types: it posts the form's fields to the address with
`Accept: application/json` and expects `{"version": 8}`; the hidden field `version` follows; a `StaleEdit` shows its sentence.
"""

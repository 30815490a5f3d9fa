"""What every page is made of: the base template, macros, form fields, filters, lists, static files.

A page extends `base.html` and fills its blocks: `title` (also the one h1), `lead` (a sentence below it), `actions` (buttons
right of it), `content`; `trail` (links above the title: `<a href=…>Kế hoạch</a>`); `scripts` (more modules). The sign-in
page and its like extend `signin_layout.html` (`title`, `content`). No inline script, style or on… attribute works: the
content security policy refuses them. Bootstrap's style sheet is there, its scripts are not: use `<details>`, `<dialog>`.
Classes of ours: `panel` (a white box), `panels` (several in a grid), `figure` (a large number), `form-grid` (fields in
columns), `numeric` (on th and td), `table` (macro), `d-print-none` (not on paper). `<button data-print hidden>` prints.

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
    job_progress(url, label)               follows a job: GET url → {"done": 3, "total": 20, "text": "Đã in 3/20", "next": null,
                                           "failed": false}; with `next` (an address) it ends in a link, labelled `label`

`macros/tables.html`
    table(caption, look="")                call block = thead and tbody; scrolls inside its box on phones. Rows that carry buttons
                                           stack there: look "table-stack", `<td data-label="…">`, last `<td class="row-acts">`
    th(label, numeric=False)
    th_sort(query, key, label, numeric=False)
    search_bar(query, placeholder=None)    call block = `filter_select`s
    filter_select(query, name, label, choices, everything=None)
    year_select(cycles, chosen)            the years to choose from
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

Filters: `ngay` (date), `luc` (moment), `luc_lam_viec` (a true moment on the business date), `dong` (money),
`so` (number), `phan_tram` (share). In templates: `may(Permission.X)`,
`workspace`, `asset("css/ocop.css")`, `here()`; `{% set address = addresses(".show", "plan_id") %}` above a list, then
`address(row.id)` in each row.

Every POST form is sent once, however often it is clicked. `<form data-dirty>` asks before it is left unsaved; `<form
data-confirm="…">` asks before it is sent; `<form data-autosave="/address">` saves while one types: it posts its fields to the
address with `Accept: application/json` and a token, and expects `{"version": 8}`, which the hidden field `version` takes over.
A `StaleEdit` is shown with a button to compare both texts, any other refusal with its sentence; off the network the text
stays in the browser. An element `[data-autosave-status]` in the form says how it stands.

Lists: `query = listing.read(sorts={"ten", "ngay"}, order="ten", filters={"sao"})`, then `listing.Page(rows, total, query)`;
`query.folded`, `.sort`, `.descending`, `.filters`, `.offset`, `.per_page` go to the room's query as plain values.
Excel: `spreadsheet.respond_xlsx("San pham.xlsx", ["Tên", Column("Ghi chú", 40)], rows)`.
Charts: `charts.respond_svg(charts.bars([Bar("Sản phẩm mới", 7, 20)]))` behind an `<img>` with the table beside it.
Forms: `class PlanForm(forms.Form)`, with `VietnameseDateField`, `PartialDateField`, `MoneyField`, `VietnameseDecimalField`.
`form.lets(lambda: services.…)` puts a refusal that names a field at that field; the page is then answered with 422.
"""

"""Legal forms of producers and the checks on what identifies them."""

from enum import StrEnum


class LegalForm(StrEnum):
    """Legal forms that may take part (Decision 148/QĐ-TTg)."""

    COOPERATIVE = "htx"
    COOPERATIVE_GROUP = "to_hop_tac"
    COMPANY = "doanh_nghiep"
    HOUSEHOLD_BUSINESS = "ho_kinh_doanh"
    FARM = "trang_trai"
    ESTABLISHMENT = "co_so"
    ASSOCIATION = "hoi"
    CENTRE = "trung_tam"

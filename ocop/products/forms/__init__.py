"""What is asked about products."""

from ocop.products.forms.merging import MergeForm
from ocop.products.forms.particulars import LinkForm, PhotoForm, PhotoTextForm, StandardForm, YearForm
from ocop.products.forms.registry import ProductForm

__all__ = ["LinkForm", "MergeForm", "PhotoForm", "PhotoTextForm", "ProductForm", "StandardForm", "YearForm"]

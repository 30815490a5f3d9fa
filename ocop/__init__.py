"""A portal on which a province and its units run the programme "Mỗi xã một sản phẩm" (OCOP)."""

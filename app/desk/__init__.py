"""The desk: the page that customer support opens in the morning (``koe desk``)."""

"""The steps from a source to a plan. No step imports another; `pipeline` knows the order."""

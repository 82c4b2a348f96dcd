"""The anatomy of a notice, piece by piece: page, head, signature, what is enclosed, facts.

Helpers of ``stages.split_blocks``; a layer of its own between the stages and the rules.
"""

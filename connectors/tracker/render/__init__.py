"""Documents for people: what an issue says (``content``) and how each tracker shows it.

Every text is literal. A customer who writes ``{code}``, ``[~boss]``, ``!image!`` or
``<script>`` must appear to have written exactly that and to have caused nothing.
"""

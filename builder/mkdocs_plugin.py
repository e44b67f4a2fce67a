"""Plain `mkdocs build`: MkDocs is the caller, so this stands above the build it calls."""

from pathlib import Path

from builder.build import planned_shell
from builder.publishing.shell import Shell, ThemePlugin


class PortalPlugin(ThemePlugin):
    """What mkdocs.yml names: the theme's adapter, which plans the site if nobody has."""

    def planned(self, root: Path) -> Shell:
        """The planned site of a folder.

        Raises: BuildError.
        """
        return planned_shell(root)

"""A planned site whose pages and files are made when somebody looks at them.

What `portal serve` shows: nothing waits for pages that nobody asked for. A page is the same as in
the built site.
"""

from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from builder.build import shown_shell
from builder.problem import BuildError
from builder.processes import unheard
from builder.publishing.kept_files import KeptFiles
from builder.publishing.links import broken_written_links
from builder.publishing.shell import Shell, render_pages
from builder.publishing.unwritten import told_if_unwritten
from builder.publishing.write import write_outputs
from builder.store.contents import Contents
from builder.store.folder import CONTENTS, cache_folder
from builder.store.generator import WORDS, made_with, started_generator
from builder.store.stamps import digests, stamps
from builder.validation.folding import folded
from builder.validation.package import JUDGE, Judge


class Preview:
    """A site in a folder of its own, which goes with it; it is not for several threads at once."""

    def __init__(self, shell: Shell, root: Path) -> None:
        self._shell, self._root = shell, root
        self._pages = {f"{page.uri}index.html": page for page in shell.site.pages}
        self._outputs = {output.uri: output for output in shell.site.outputs}
        self._temporary = TemporaryDirectory(ignore_cleanup_errors=True)
        self.folder = Path(self._temporary.name)
        try:
            render_pages(shell, root, self.folder, unheard, only=())  # what all have in common
        except BaseException:
            self.end()
            raise

    def lay(self, uri: str) -> None:
        """Make the page or file of an address, where the site has one, unless it is there.

        Raises: BuildError.
        """
        if (self.folder / uri).is_file():
            return
        with told_if_unwritten(self.folder, self._root):
            if uri in self._outputs:
                write_outputs([self._outputs[uri]], self.folder, unheard)
            elif uri in self._pages:
                self._render(uri)

    def _render(self, uri: str) -> None:
        with TemporaryDirectory(dir=self.folder) as temporary:
            only = {self._pages[uri].uri}
            render_pages(self._shell, self._root, Path(temporary), unheard, only=only)
            (self.folder / uri).parent.mkdir(parents=True, exist_ok=True)
            (Path(temporary) / uri).replace(self.folder / uri)

    def refuse_broken_links(self) -> None:
        """Look whether the links of the pages that people wrote lead somewhere.

        Raises: BuildError with those that do not.
        """
        broken = tuple(broken_written_links(self._shell, self._root))
        if broken:
            raise BuildError(folded(broken))

    def end(self) -> None:
        """Take the folder away."""
        self._temporary.cleanup()


def previewed(root: Path, judge: Judge = JUDGE) -> Preview:
    """The site of a portal's folder, ready to be looked at; `judge` looks at each package.

    Raises: BuildError with every problem, but for links of written pages.
    """
    words = digests(root, stamps(root, (WORDS,)))
    contents = Contents(cache_folder(root) / CONTENTS)
    files = KeptFiles(contents=contents, made_with=made_with(started_generator(), words))
    with told_if_unwritten(Path(gettempdir()), root):
        return Preview(shown_shell(root, files.files, judge), root)

"""What all figures have in common: settings that are traits, and a front end that is in the package."""

import os
from html import escape

import anywidget
from traitlets import Dict, TraitError, Unicode

from .settings import BUILT, meant

SCRIPT = (BUILT / "sgd-playground.one.js").read_text("utf-8")


class Figure(anywidget.AnyWidget):
    """A live figure. Its settings are its attributes; None stands for what the figure takes by itself."""

    # The script is no module, so that pages can be opened as files; notebooks want one.
    _esm = f"{SCRIPT}\nexport default sgdPlayground;\n"
    _tag = Unicode().tag(sync=True)
    _attributes = Dict().tag(sync=True)
    status = Unicode(
        help="What the figure does: ready, running, paused, converged or diverged; empty until it has been seen."
    ).tag(sync=True)

    #: The element, and the attribute of each setting.
    TAG = ""
    SETTINGS = {}

    def __init__(self, **settings):
        for name in settings:
            if name not in self.SETTINGS and name != "layout":
                raise TypeError(f"{type(self).__name__} has no setting {name!r}.{meant(name, list(self.SETTINGS))}")
        self._shown = False
        self._waiting = []
        super().__init__(**settings, _tag=self.TAG, _attributes=self.SETTINGS)
        self.on_msg(lambda _, content, buffers: self._hear(content, buffers))

    def __setattr__(self, name, value):
        if not name.startswith("_") and not hasattr(type(self), name):
            raise TraitError(f"{type(self).__name__} has no setting {name!r}.{meant(name, list(self.SETTINGS))}")
        super().__setattr__(name, value)

    def __repr__(self):
        values = {name: getattr(self, name) for name in self.SETTINGS}
        told = ", ".join(f"{name}={value!r}" for name, value in values.items() if value is not None)
        return f"{type(self).__name__}({told})"

    @property
    def state(self):
        """The settings that have been made, as attributes: what an element or a link takes. Set it to replace all settings."""
        texts = {attribute: self.traits()[name].text(getattr(self, name)) for name, attribute in self.SETTINGS.items()}
        return {attribute: text for attribute, text in texts.items() if text is not None}

    @state.setter
    def state(self, values):
        names = {attribute: name for name, attribute in self.SETTINGS.items()}
        for attribute in values:
            if attribute not in names:
                raise TraitError(f"<{self.TAG}> has no attribute {attribute!r}.{meant(attribute, list(names))}")
        with self.hold_sync(), self.hold_trait_notifications():
            for attribute, name in names.items():
                setattr(self, name, values.get(attribute))

    def play(self):
        """Plays, as soon as the figure is seen."""
        self._do("play")

    def pause(self):
        """Pauses."""
        self._do("pause")

    def step(self):
        """Takes one step."""
        self._do("step")

    def reset(self):
        """Goes back to the start, with the settings as they are now."""
        self._do("reset")

    def to_html(self):
        """The figure as HTML that needs nothing else: no kernel, no server and no network."""
        attributes = "".join(f' {name}="{escape(text)}"' for name, text in self.state.items())
        return f"<script>{SCRIPT}</script><{self.TAG}{attributes}></{self.TAG}>"

    def open(self):
        if not nobody_answers():
            super().open()

    @property
    def model_id(self):
        # Of a figure within another widget it is asked for in any case.
        if self.comm is None:
            super().open()
        return super().model_id

    def _repr_mimebundle_(self, **kwargs):
        shown = {"text/plain": repr(self), "text/html": self.to_html()}
        if nobody_answers():
            return shown, {}
        data, metadata = super()._repr_mimebundle_(**kwargs)
        return {**data, **shown}, metadata

    def _do(self, action):
        if self._shown:
            self.send({"action": action})
        else:
            self._waiting.append(action)

    def _hear(self, content, buffers):
        hear = getattr(self, f"_hear_{content.get('event')}", None)
        if hear:
            hear(content, buffers)

    def _hear_shown(self, *_):
        self._shown = True
        for action in self._waiting:
            self.send({"action": action})
        self._waiting.clear()


def nobody_answers():
    """Whether this runs without a front end that shows widgets, as under `jupyter nbconvert --execute`.

    Such a client can answer no prompt either, and says so with each cell. Voilà does, too, but shows widgets.
    """
    if "voila" in os.environ.get("SERVER_SOFTWARE", ""):
        return False
    try:
        from IPython import get_ipython
    except ImportError:
        return False
    kernel = getattr(get_ipython(), "kernel", None)
    parent = kernel.get_parent("shell") if hasattr(kernel, "get_parent") else {}
    return parent.get("content", {}).get("allow_stdin") is False

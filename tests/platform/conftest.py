"""What reaches the engine, on whatever platform."""

import pytest

from bot.app.engine import Engine
from bot.chat.incoming import Press, PressId
from bot.chat.messages import Reply


@pytest.fixture
def pressed(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The verbs of all buttons that are pressed and forms that are sent."""
    verbs: set[str] = set()
    press = Engine.press

    async def noted(engine: Engine, incoming: Press) -> Reply:
        meant = PressId.parse(incoming.id)
        assert meant is not None
        verbs.add(meant.verb)
        return await press(engine, incoming)

    monkeypatch.setattr(Engine, "press", noted)
    return verbs

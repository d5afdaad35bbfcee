/** Turns the extension on, for a tab or for all; off is as it comes. */
const byId = (id) => document.getElementById(id);
const ask = (what) => chrome.runtime.sendMessage({ ask: what });

async function draw() {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  const { tabs } = await chrome.storage.session.get("tabs");
  const all = await chrome.permissions.contains({ origins: ["https://*/*", "http://*/*"] });
  byId("watched").checked = tabs?.watched.includes(tab.id) ?? false;
  byId("all").checked = all;
  byId("recorder").addEventListener("click", () => ask({ recorder: tab.id }).finally(() => window.close()));
  byId("watched").addEventListener("change", ({ target }) => ask({ watched: tab.id, isWatched: target.checked }));
  byId("all").addEventListener("change", ({ target }) => {
    if (!target.checked) return void ask({ all: false });
    // Asked for here, because the browser asks the person only in answer to a press.
    chrome.permissions.request({ origins: ["https://*/*", "http://*/*"] }).then((granted) => {
      target.checked = granted;
      if (granted) void ask({ all: true });
    });
  });
}

void draw();

/**
 * Between the tabs: remembers which one records and which ones are watched, for as long as the browser runs.
 *
 * 1. A person makes a tab the recorder's, or has one watched (popup.js). A tab that loads anew gets its script again, as
 *    long as the browser lets us: that is until it shows another site, unless the person allowed all sites.
 * 2. What a watched tab tells goes to the recorder's tab, and is kept nowhere.
 */
const KEY = "tabs";
const SCRIPTS = { recorder: ["bridge.js"], watched: ["elements.js", "watch.js"] };
const EVERYWHERE = { origins: ["https://*/*", "http://*/*"] };
const ALL_SITES = "all-sites";

async function tabs() {
  const { [KEY]: kept } = await chrome.storage.session.get(KEY);
  return kept ?? { recorder: null, watched: [] };
}

async function inject(tabId, what) {
  await chrome.scripting.executeScript({ target: { tabId, allFrames: what === "watched" }, files: SCRIPTS[what] });
}

async function makeRecorder(tabId) {
  await inject(tabId, "recorder");
  const { watched } = await tabs();
  await chrome.storage.session.set({ [KEY]: { recorder: tabId, watched: watched.filter((each) => each !== tabId) } });
}

async function watch(tabId, isWatched) {
  const { recorder, watched } = await tabs();
  const others = watched.filter((each) => each !== tabId);
  if (isWatched) await inject(tabId, "watched");
  await chrome.storage.session.set({ [KEY]: { recorder, watched: isWatched ? [...others, tabId] : others } });
}

/** The person has allowed all sites, or takes that back. */
async function everywhere(isOn) {
  await chrome.scripting.unregisterContentScripts({ ids: [ALL_SITES] }).catch(() => undefined);
  if (!isOn) return chrome.permissions.remove(EVERYWHERE);
  const script = { id: ALL_SITES, matches: EVERYWHERE.origins, js: SCRIPTS.watched, allFrames: true, runAt: "document_start" };
  return chrome.scripting.registerContentScripts([script]);
}

chrome.runtime.onMessage.addListener((message, { tab }) => {
  if (message.told && tab) void pass(message.told, tab.id);
  if (message.recording !== undefined && tab) void chrome.action.setBadgeText({ text: message.recording ? "●" : "" });
  if (message.ask) return answer(message.ask);
  return undefined;
});

async function pass(told, from) {
  const { recorder, watched } = await tabs();
  const all = (await chrome.scripting.getRegisteredContentScripts({ ids: [ALL_SITES] })).length > 0;
  if (recorder === null || from === recorder || !(all || watched.includes(from))) return;
  await chrome.tabs.sendMessage(recorder, { told }).catch(() => undefined);
}

/** What the popup asks for. */
function answer({ recorder, watched, isWatched, all }) {
  if (recorder !== undefined) void makeRecorder(recorder);
  if (watched !== undefined) void watch(watched, isWatched);
  if (all !== undefined) void everywhere(all);
}

chrome.tabs.onUpdated.addListener(async (tabId, { status }) => {
  if (status !== "complete") return;
  const { recorder, watched } = await tabs();
  if (tabId === recorder) await inject(tabId, "recorder").catch(() => undefined);
  if (watched.includes(tabId)) await inject(tabId, "watched").catch(() => watch(tabId, false));
});

chrome.tabs.onRemoved.addListener(async (tabId) => {
  const { recorder, watched } = await tabs();
  const left = { recorder: recorder === tabId ? null : recorder, watched: watched.filter((each) => each !== tabId) };
  await chrome.storage.session.set({ [KEY]: left });
});

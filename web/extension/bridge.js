/** In the recorder's page alone: hands it what other tabs tell, and says whether a recording runs. */
(() => {
  if (globalThis.videoflowBridge) return;
  globalThis.videoflowBridge = true;
  const { origin } = window.location;

  chrome.runtime.onMessage.addListener(({ told }) => {
    if (told) window.postMessage({ source: "videoflow-extension", told }, origin);
  });

  window.addEventListener("message", ({ source, origin: from, data }) => {
    if (source !== window || from !== origin || data?.source !== "videoflow-recorder") return;
    chrome.runtime.sendMessage({ recording: data.recording === true }).catch(() => undefined);
  });
})();

// Notes how many seconds the browser's recorder has given out, where the test finds it after the page is gone: at least
// those since it said that it started, which a busy page hears late, and at most those since it was told to.
(() => {
  const Native = window.MediaRecorder;
  const since = (moment) => (performance.now() - moment) / 1000;
  window.MediaRecorder = class extends Native {
    constructor(...options) {
      super(...options);
      let started = performance.now();
      this.addEventListener("start", () => (started = performance.now()));
      this.addEventListener("dataavailable", ({ data }) => {
        if (data.size > 0) localStorage.setItem("captured", JSON.stringify([since(started), since(this.told)]));
      });
    }
    start(...options) {
      this.told = performance.now();
      super.start(...options);
    }
  };
})();

// Notes how many seconds the browser's recorder has given out, where the test finds it after the page is gone.
(() => {
  const Native = window.MediaRecorder;
  window.MediaRecorder = class extends Native {
    constructor(...options) {
      super(...options);
      let begin = performance.now();
      this.addEventListener("start", () => (begin = performance.now()));
      this.addEventListener("dataavailable", ({ data }) => {
        if (data.size > 0) localStorage.setItem("captured", String((performance.now() - begin) / 1000));
      });
    }
  };
})();

// Stands in for the tab a person would pick: a page of text, drawn on a canvas, that says of itself that it is a tab's.
// Real capture of a tab does not work in a browser without a display.
(() => {
  // The tab that tells of a click is the one that is shared.
  window.addEventListener("message", ({ data }) => (window.sharedTab ??= data?.told?.tab));
  navigator.mediaDevices.getDisplayMedia = async () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 1280, height: 720 });
    const pen = canvas.getContext("2d");
    let tick = 0;
    setInterval(() => {
      tick += 1;
      pen.fillStyle = "#ffffff";
      pen.fillRect(0, 0, 1280, 720);
      pen.fillStyle = "#1b1b1a";
      // Type of a program's size: what is larger is a slide.
      pen.font = "bold 30px sans-serif";
      pen.fillText("Workspace settings", 90, 100);
      pen.font = "18px sans-serif";
      ["Who may record here", "How long videos are kept", "Where mails come from"].forEach((line, at) => pen.fillText(line, 90, 420 + at * 40));
      pen.fillStyle = "#4f46e5";
      pen.fillRect(90, 640, (tick * 2) % 1100, 6);
    }, 66);
    const stream = canvas.captureStream(15);
    const [track] = stream.getVideoTracks();
    const settings = track.getSettings.bind(track);
    track.getSettings = () => ({ ...settings(), displaySurface: "browser" });
    track.getCaptureHandle = () => ({ handle: window.sharedTab });
    return stream;
  };
})();

// Stands in for the screen a person would pick: the time by this machine's clock, as black and white fields that a page
// can read off a video again. Twenty-four bits of milliseconds, and four that say whether the others were read right.
(() => {
  const CELL = 48;
  const COLUMNS = 12;
  const place = (bit) => [32 + (bit % COLUMNS) * CELL, 32 + Math.floor(bit / COLUMNS) * CELL];
  const check = (value) => {
    let sum = 5;
    for (let shift = 0; shift < 24; shift += 4) sum += (value >> shift) & 15;
    return sum & 15;
  };
  const draw = (pen) => {
    const value = Date.now() % (1 << 24);
    const bits = value + check(value) * (1 << 24);
    pen.fillStyle = "#404040";
    pen.fillRect(0, 0, 640, 360);
    for (let bit = 0; bit < 28; bit += 1) {
      const [x, y] = place(bit);
      pen.fillStyle = Math.floor(bits / 2 ** bit) % 2 === 1 ? "#ffffff" : "#000000";
      pen.fillRect(x, y, CELL, CELL);
    }
    pen.fillStyle = "#4f46e5";
    pen.fillRect((performance.now() / 10) % 600, 300, 40, 40);
  };
  navigator.mediaDevices.getDisplayMedia = async () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 360 });
    const pen = canvas.getContext("2d");
    draw(pen);
    setInterval(() => draw(pen), 33);
    return canvas.captureStream(30);
  };
  const glass = Object.assign(document.createElement("canvas"), { width: 640, height: 360 });
  // How many ms ago what a video shows was on the screen; null where it cannot be read.
  window.delayOf = (video) => {
    const pen = glass.getContext("2d", { willReadFrequently: true });
    pen.drawImage(video, 0, 0, 640, 360);
    let bits = 0;
    for (let bit = 0; bit < 28; bit += 1) {
      const [x, y] = place(bit);
      const [red, green, blue] = pen.getImageData(x + CELL / 2, y + CELL / 2, 1, 1).data;
      if (red + green + blue > 384) bits += 2 ** bit;
    }
    const value = bits % (1 << 24);
    if (check(value) !== Math.floor(bits / (1 << 24))) return null;
    const late = (Date.now() % (1 << 24)) - value;
    return late < 0 ? late + (1 << 24) : late;
  };
  // Which pictures were on the page, and when: of the running recording until it is taken away, then of the finished one.
  window.watchPictures = () => {
    const seen = { live: [], finished: [], removed: null };
    const follow = (video) => {
      const kind = video.hasAttribute("data-live") ? "live" : "finished";
      const next = (now, { mediaTime }) => {
        if (video.isConnected) seen[kind].push([now, mediaTime]);
        video.requestVideoFrameCallback(next);
      };
      video.requestVideoFrameCallback(next);
    };
    document.querySelectorAll("video").forEach(follow);
    new MutationObserver((changes) => {
      for (const change of changes) {
        for (const node of change.addedNodes) if (node.querySelectorAll) [node, ...node.querySelectorAll("video")].filter((each) => each.tagName === "VIDEO").forEach(follow);
      }
      if (seen.removed === null && document.querySelector("video[data-live]") === null) seen.removed = performance.now();
    }).observe(document.body, { childList: true, subtree: true });
    window.seenPictures = seen;
  };
})();

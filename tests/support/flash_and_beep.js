// A camera and a microphone that do something at one moment: black and silent until `flashAndBeep()` is called, then
// white and loud for a fifth of a second. Browsers' own fake cameras show nothing one could measure to the beep.
(() => {
  const LASTS_MS = 200;
  const AHEAD_S = 0.3;
  let bright = false;
  let beep = null;
  const camera = () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 360 });
    const pen = canvas.getContext("2d", { alpha: false });
    let frame = 0;
    setInterval(() => {
      pen.fillStyle = bright ? "#fff" : "#000";
      pen.fillRect(0, 0, 640, 360);
      // Something that always moves: a still picture makes no frames.
      pen.fillStyle = "#555";
      pen.fillRect((frame++ * 4) % 600, 0, 10, 10);
    }, 1000 / 30);
    return canvas.captureStream(30);
  };
  // Without a sound device no context runs in Firefox. Its fake microphone hums all the time: it is silenced before the
  // beep, which makes that the last sound.
  const { mediaDevices } = navigator;
  // The empty page before the first has none.
  if (mediaDevices === undefined) return;
  const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
  const switched = async () => {
    const stream = await getUserMedia({ audio: true });
    const [hum] = stream.getAudioTracks();
    beep = () => {
      hum.enabled = false;
      setTimeout(() => { hum.enabled = true; }, AHEAD_S * 1000);
      setTimeout(() => { hum.enabled = false; }, AHEAD_S * 1000 + LASTS_MS);
    };
    return stream;
  };
  const played = () => {
    const context = new AudioContext({ latencyHint: "interactive" });
    const tone = new OscillatorNode(context, { frequency: 1000 });
    const loud = new GainNode(context, { gain: 0 });
    const out = context.createMediaStreamDestination();
    tone.connect(loud).connect(out);
    tone.start();
    beep = () => {
      loud.gain.setValueAtTime(0.8, context.currentTime + AHEAD_S);
      loud.gain.setValueAtTime(0, context.currentTime + AHEAD_S + LASTS_MS / 1000);
    };
    return out.stream;
  };
  const microphone = navigator.userAgent.includes("Firefox") ? switched : played;
  mediaDevices.getUserMedia = async ({ video }) => (video ? camera() : microphone());
  window.flashAndBeep = () => {
    beep();
    setTimeout(() => { bright = true; }, AHEAD_S * 1000);
    setTimeout(() => { bright = false; }, AHEAD_S * 1000 + LASTS_MS);
  };
})();

/** A drawing of the product beside the login form: a video with its timeline, and the guide it wrote. */
import { Icon } from "@/components/icon";
import { authWords } from "@/words/auth";

export function ProductPicture() {
  return (
    <aside
      aria-hidden="true"
      className="relative hidden overflow-hidden border-l border-line bg-accent-soft lg:grid lg:place-items-center"
      style={{
        backgroundImage:
          "radial-gradient(60% 50% at 75% 15%, light-dark(#dcd8ff, #322e63), transparent), radial-gradient(50% 45% at 15% 90%, light-dark(#d7ecff, #1b2f45), transparent)",
      }}
    >
      <div className="w-[min(600px,78%)]">
        <div className="relative aspect-video overflow-hidden rounded-2xl border border-line bg-panel shadow-float">
          <div className="flex h-full flex-col gap-[4.5%] p-[8%]">
            <span className="h-3 w-2/5 rounded bg-ink/25" />
            <span className="h-2 w-[88%] rounded bg-ink/10" />
            <span className="h-2 w-[64%] rounded bg-ink/10" />
            <span className="h-2 w-[78%] rounded bg-ink/10" />
            <span className="mt-1 h-9 w-1/3 rounded-lg bg-accent-fill/85" />
          </div>
          <div className="absolute inset-x-0 bottom-0 bg-linear-to-b from-transparent to-black/75 px-5 pt-14 pb-4">
            <div className="relative h-[5px] rounded bg-white/30">
              <span className="absolute inset-y-0 left-0 w-[46%] rounded bg-white" />
              <PictureBubble at="22%" colour="#c2353b" text="AN" />
              <PictureBubble at="61%" colour="#1f7a50" text="JL" />
            </div>
            <div className="num mt-3 flex items-center gap-3 text-[12.5px] text-white">
              <Icon name="play" />
              <Icon name="volume" />
              1:44 / 4:12
            </div>
          </div>
        </div>
        <ol className="relative z-10 -mt-5 ml-auto w-[min(330px,64%)] translate-x-[9%] rounded-2xl border border-line bg-panel p-2 shadow-float">
          {authWords.pictureSteps.map((step, index) => (
            <li
              key={step}
              className={`flex items-center gap-3 rounded-lg p-2 text-[13px] ${index === 2 ? "bg-accent-soft" : ""}`}
            >
              <span className="grid h-9 w-14 shrink-0 place-items-center rounded-md border border-line bg-sunk text-faint">
                <Icon name="screen" size={15} />
              </span>
              <span className="font-[550]">
                {index + 1}. {step}
              </span>
            </li>
          ))}
        </ol>
      </div>
    </aside>
  );
}

function PictureBubble({ at, colour, text }: { at: string; colour: string; text: string }) {
  return (
    <span
      className="absolute -top-9 grid size-6 -translate-x-1/2 place-items-center rounded-full border-2 border-white text-[9px] font-[650] text-white"
      style={{ left: at, background: colour }}
    >
      {text}
    </span>
  );
}

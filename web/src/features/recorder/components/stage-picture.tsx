/** What a recording will look like: a screen with the camera in its corner, or the camera alone. */

export function StagePicture({ screen }: { screen: boolean }) {
  return (
    <svg aria-hidden="true" width="132" height="88" viewBox="0 0 132 88" fill="none" className="text-line-strong max-sm:w-24">
      {screen && (
        <>
          <rect x="8" y="4" width="116" height="72" rx="9" stroke="currentColor" strokeWidth="2" />
          <path d="M30 22h44M30 34h66M30 46h54" stroke="currentColor" strokeWidth="4" strokeLinecap="round" />
        </>
      )}
      <g transform={screen ? "translate(22 64)" : "translate(66 44) scale(1.9)"}>
        <circle r="20" fill="var(--bg)" />
        <circle r="17" fill="var(--accent-soft)" stroke="var(--accent)" strokeWidth="2" />
        <circle cy="-4" r="5.5" fill="var(--accent)" />
        <path d="M-9.5 11a9.5 9.5 0 0 1 19 0" fill="var(--accent)" />
      </g>
      <circle cx={screen ? 110 : 104} cy="17" r="4.5" fill="var(--rec)" />
    </svg>
  );
}

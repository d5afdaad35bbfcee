/** What a part is about, in a sentence. */
interface PartHeadingProps {
  title: string;
  about: string;
}

export function PartHeading({ title, about }: PartHeadingProps) {
  return (
    <>
      <h2 className="text-[15px] font-[620] tracking-[-0.01em]">{title}</h2>
      <p className="mt-0.5 mb-4 text-muted">{about}</p>
    </>
  );
}

/** What can be done with a recording from its card. It shows on hover and focus, always on touch. */
import { Icon } from "@/components/icon";
import { Menu } from "@/components/menu/menu";
import { useCopyLink } from "@/components/use-copy-link";
import { commonWords } from "@/words/common";
import { libraryWords } from "@/words/library";

interface CardMenuProps {
  videoId: string;
  title: string;
  onRename: () => void;
  onDelete: () => void;
}

export function CardMenu({ videoId, title, onRename, onDelete }: CardMenuProps) {
  const { copy } = useCopyLink(videoId, true);

  return (
    <div className="absolute top-2 right-2 z-10 transition-opacity duration-100 group-focus-within:opacity-100 group-hover:opacity-100 has-[[aria-expanded=true]]:opacity-100 [@media(hover:hover)]:opacity-0">
      <Menu
        label={libraryWords.moreFor(title)}
        buttonClassName="grid size-8 place-items-center rounded-lg bg-panel text-ink shadow-card hover:bg-sunk"
        items={[
          { label: commonWords.copyLink, icon: "link", onSelect: () => void copy() },
          { label: libraryWords.rename, icon: "pencil", onSelect: onRename },
          { label: commonWords.delete, icon: "trash", danger: true, onSelect: onDelete },
        ]}
      >
        <Icon name="more" />
      </Menu>
    </div>
  );
}

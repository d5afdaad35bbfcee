/** What can be done with a recording from its card. It shows on hover and focus, always on touch. */
import { Icon } from "@/components/icon";
import { Menu } from "@/components/menu/menu";
import { showToast } from "@/components/toast-store";
import { copyText, watchUrl } from "@/lib/copy-text";

interface CardMenuProps {
  videoId: string;
  title: string;
  onRename: () => void;
  onDelete: () => void;
}

export function CardMenu({ videoId, title, onRename, onDelete }: CardMenuProps) {
  async function copy(): Promise<void> {
    const link = watchUrl(videoId);
    if (await copyText(link)) showToast("Link copied");
    else showToast(`Copying was blocked. The link is ${link}`, "trouble");
  }

  return (
    <div className="absolute top-2 right-2 z-10 transition-opacity duration-100 group-focus-within:opacity-100 group-hover:opacity-100 has-[[aria-expanded=true]]:opacity-100 [@media(hover:hover)]:opacity-0">
      <Menu
        label={`More for ${title}`}
        buttonClassName="grid size-8 place-items-center rounded-lg bg-panel text-ink shadow-card hover:bg-sunk"
        items={[
          { label: "Copy link", icon: "link", onSelect: () => void copy() },
          { label: "Rename", icon: "pencil", onSelect: onRename },
          { label: "Delete", icon: "trash", danger: true, onSelect: onDelete },
        ]}
      >
        <Icon name="more" />
      </Menu>
    </div>
  );
}

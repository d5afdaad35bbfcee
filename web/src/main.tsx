import "./styles.css";

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { App } from "@/app/app";
import { beginLanguage } from "@/lib/language";
import { noticeLeaving } from "@/lib/load-module";

noticeLeaving();

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

void beginLanguage().then(() => {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
});

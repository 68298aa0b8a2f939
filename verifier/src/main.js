// The page that verifies in the reader's own browser. All words are in the page; this only shows those that hold.
import "./old.js";
import { start } from "./page.js";

start(document);

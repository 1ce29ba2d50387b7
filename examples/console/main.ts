import "./parts/toasts.js";
import "./shell/console.js";

// Beside the console, not in it: what was just done is told over a dialog, too.
document.body.append(document.createElement("hf-toasts"));

import "./parts/toasts.js";
import "./shell/console.js";

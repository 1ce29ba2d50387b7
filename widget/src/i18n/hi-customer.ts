import type { enCustomer } from "./en-customer.js";
import type { Messages } from "./messages.js";

/** Hindi for signing in, and for the list of one's bookings. */
export const messages = {
  signInTitle: "आपकी बुकिंग",
  signInMore: "जिस ई-मेल पते से आपने बुक किया था, वह लिखें। हम साइन इन करने के लिए एक कोड भेजेंगे।",
  sendCode: "मुझे कोड भेजें",
  codeTitle: "अपना कोड लिखें",
  codeSent: "हमने छह अंकों का कोड {email} पर भेजा है। यह {n} मिनट तक मान्य है।",
  code: "कोड",
  codeMissing: "कोड के सभी छह अंक लिखें।",
  codeWrong: "यह सही कोड नहीं है, या पहले इस्तेमाल हो चुका है। सबसे नया ई-मेल देखें।",
  codeExpired: "इस कोड का समय ख़त्म हो गया। दूसरा कोड मँगाएँ।",
  signIn: "साइन इन करें",
  sendAgain: "दूसरा कोड भेजें",
  sendAgainIn: "{n} सेकंड में दूसरा कोड भेजा जा सकता है",
  sentAgain: "दूसरा कोड भेजा जा रहा है। केवल सबसे नया कोड मान्य है।",
  otherAddress: "दूसरा पता लिखें",
  signedOut: "आप साइन आउट हो गए हैं",
  signedOutMore: "अपनी बुकिंग देखने के लिए फिर साइन इन करें।",
  signedInAs: "{email} से साइन इन",
  signOut: "साइन आउट करें",
  upcoming: "आने वाली",
  past: "पिछली और रद्द",
  noneUpcoming: "अभी कोई बुकिंग नहीं है।",
  noneAtAll: "इस पते की कोई बुकिंग नहीं है।",
  listLoading: "आपकी बुकिंग लाई जा रही हैं",
  showMore: "और दिखाएँ",
  tooMany: "बहुत बार कोड माँगा गया। कृपया थोड़ा रुकें।",
} as const satisfies Messages & Record<keyof typeof enCustomer, unknown>;

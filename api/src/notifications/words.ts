/** What mails say, per language. `{name}` and the like are filled in. */
export interface Words {
  requestedSubject: string;
  requestedHeading: string;
  requestedIntro: string;
  requestedNote: string;
  declinedSubject: string;
  declinedHeading: string;
  declinedIntro: string;
  confirmedSubject: string;
  confirmedHeading: string;
  confirmedIntro: string;
  movedSubject: string;
  movedHeading: string;
  movedIntro: string;
  cancelledSubject: string;
  cancelledHeading: string;
  cancelledIntro: string;
  reminderSubject: string;
  reminderHeading: string;
  reminderIntro: string;
  refundedSubject: string;
  refundedHeading: string;
  refundedIntro: string;
  refundedNote: string;
  refunded: string;
  lateSubject: string;
  lateHeading: string;
  lateRefunded: string;
  lateNotCharged: string;
  lateMoveKept: string;
  ownerRequestedSubject: string;
  ownerRequestedHeading: string;
  ownerRequestedNote: string;
  ownerBookedSubject: string;
  ownerBookedHeading: string;
  ownerMovedSubject: string;
  ownerMovedHeading: string;
  ownerCancelledSubject: string;
  ownerCancelledHeading: string;
  ownerIntro: string;
  codeSubject: string;
  codeHeading: string;
  codeIntro: string;
  codeNote: string;
  codeNotYouNote: string;
  customer: string;
  email: string;
  phone: string;
  service: string;
  when: string;
  with: string;
  places: string;
  price: string;
  priceOnSite: string;
  paid: string;
  refund: string;
  reference: string;
  manage: string;
  calendarNote: string;
  contactNote: string;
  free: string;
}

const en: Words = {
  requestedSubject: "Requested: {service}, {day}",
  requestedHeading: "Your request is with us",
  requestedIntro: "Hello {name}, this time is kept for you until we answer. You hear from us by e-mail, an hour before it begins at the latest.",
  requestedNote: "If we can't accept, everything you paid goes back.",
  declinedSubject: "Not possible: {service}, {day}",
  declinedHeading: "We can't accept your request",
  declinedIntro: "Hello {name}, we are sorry that this time is not possible. Nothing is booked, and whatever you paid goes back in full.",
  confirmedSubject: "Booked: {service}, {day}",
  confirmedHeading: "You're booked",
  confirmedIntro: "Hello {name}, we look forward to seeing you.",
  movedSubject: "Moved: {service}, {day}",
  movedHeading: "Your booking has a new time",
  movedIntro: "Hello {name}, this is the time that is reserved for you now. The earlier one is free again.",
  cancelledSubject: "Cancelled: {service}, {day}",
  cancelledHeading: "Your booking is cancelled",
  cancelledIntro: "Hello {name}, this time is no longer reserved for you.",
  reminderSubject: "Reminder: {service}, {day}",
  reminderHeading: "See you soon",
  reminderIntro: "Hello {name}, this is a reminder of your booking.",
  refundedSubject: "Refunded: {amount} for {service}",
  refundedHeading: "Your money is on its way",
  refundedIntro: "Hello {name}, {amount} has been sent back the way you paid.",
  refundedNote: "Banks usually show it within 5 to 7 working days.",
  refunded: "Refunded",
  lateSubject: "Your payment came too late: {service}, {day}",
  lateHeading: "The slot had gone",
  lateRefunded: "Hello {name}, your payment reached us after the time had been given to somebody else. Nothing is booked, and the whole amount is being refunded.",
  lateNotCharged: "Hello {name}, your payment reached us after the time had been given to somebody else. Nothing is booked, and you will not be charged.",
  lateMoveKept: "Your booking stays at its earlier time.",
  ownerRequestedSubject: "Please answer: {service}, {day}, {name}",
  ownerRequestedHeading: "A request waits for your answer",
  ownerRequestedNote: "Approve or decline it among your bookings. Without an answer it is declined an hour before it begins.",
  ownerBookedSubject: "New booking: {service}, {day}",
  ownerBookedHeading: "New booking",
  ownerMovedSubject: "Moved: {service}, {day}, {name}",
  ownerMovedHeading: "A booking has a new time",
  ownerCancelledSubject: "Cancelled: {service}, {day}, {name}",
  ownerCancelledHeading: "A booking is cancelled",
  ownerIntro: "A reply to this e-mail goes to {name}.",
  codeSubject: "{code} is your code for {business}",
  codeHeading: "Your code to sign in",
  codeIntro: "Type it on the page of {business} where you asked for it.",
  codeNote: "It works once, for 10 minutes. Nobody at {business} will ever ask you for it.",
  codeNotYouNote: "You did not ask for it? Then somebody mistyped their address: there is nothing for you to do.",
  customer: "Customer",
  email: "E-mail",
  phone: "Phone",
  service: "Service",
  when: "When",
  with: "With",
  places: "Places",
  price: "Price",
  priceOnSite: "Price, paid on site",
  paid: "Paid",
  refund: "Refund started",
  reference: "Reference",
  manage: "See or change your booking",
  calendarNote: "The attached file adds it to your calendar.",
  contactNote: "Questions? Just reply to this e-mail.",
  free: "Free",
};

const hi: Words = {
  requestedSubject: "अनुरोध मिला: {service}, {day}",
  requestedHeading: "आपका अनुरोध हमें मिल गया है",
  requestedIntro: "नमस्ते {name}, हमारे जवाब तक यह समय आपके लिए रखा गया है। हमारा जवाब ई-मेल से आएगा, समय शुरू होने से एक घंटा पहले तक।",
  requestedNote: "अगर हम स्वीकार न कर पाए, तो आपकी पूरी राशि लौटा दी जाएगी।",
  declinedSubject: "संभव नहीं: {service}, {day}",
  declinedHeading: "हम आपका अनुरोध स्वीकार नहीं कर पाए",
  declinedIntro: "नमस्ते {name}, क्षमा करें, यह समय संभव नहीं है। कुछ भी बुक नहीं हुआ है और आपने जो भी चुकाया है वह पूरा लौटाया जाएगा।",
  confirmedSubject: "बुकिंग पक्की: {service}, {day}",
  confirmedHeading: "आपकी बुकिंग पक्की है",
  confirmedIntro: "नमस्ते {name}, हम आपका इंतज़ार करेंगे।",
  movedSubject: "नया समय: {service}, {day}",
  movedHeading: "आपकी बुकिंग का समय बदल गया है",
  movedIntro: "नमस्ते {name}, अब यह समय आपके लिए आरक्षित है। पहले वाला समय छोड़ दिया गया है।",
  cancelledSubject: "बुकिंग रद्द: {service}, {day}",
  cancelledHeading: "आपकी बुकिंग रद्द कर दी गई है",
  cancelledIntro: "नमस्ते {name}, यह समय अब आपके लिए आरक्षित नहीं है।",
  reminderSubject: "याद दिलाने के लिए: {service}, {day}",
  reminderHeading: "जल्द ही मिलते हैं",
  reminderIntro: "नमस्ते {name}, यह आपकी बुकिंग की याद दिलाने के लिए है।",
  refundedSubject: "राशि लौटाई गई: {service} के लिए {amount}",
  refundedHeading: "आपकी राशि लौटा दी गई है",
  refundedIntro: "नमस्ते {name}, {amount} उसी माध्यम से लौटा दिए गए हैं जिससे आपने भुगतान किया था।",
  refundedNote: "बैंक में यह राशि आम तौर पर 5 से 7 कामकाजी दिनों में दिखती है।",
  refunded: "लौटाई गई राशि",
  lateSubject: "आपका भुगतान देर से पहुँचा: {service}, {day}",
  lateHeading: "यह समय अब उपलब्ध नहीं है",
  lateRefunded: "नमस्ते {name}, आपका भुगतान तब पहुँचा जब यह समय किसी और को दिया जा चुका था। कुछ भी बुक नहीं हुआ है और पूरी राशि लौटाई जा रही है।",
  lateNotCharged: "नमस्ते {name}, आपका भुगतान तब पहुँचा जब यह समय किसी और को दिया जा चुका था। कुछ भी बुक नहीं हुआ है और आपसे कोई राशि नहीं ली जाएगी।",
  lateMoveKept: "आपकी बुकिंग अपने पहले वाले समय पर बनी हुई है।",
  ownerRequestedSubject: "कृपया जवाब दें: {service}, {day}, {name}",
  ownerRequestedHeading: "एक अनुरोध आपके जवाब की प्रतीक्षा में है",
  ownerRequestedNote: "इसे अपनी बुकिंग में स्वीकार या अस्वीकार करें। जवाब न मिलने पर यह समय शुरू होने से एक घंटा पहले अपने आप अस्वीकार हो जाता है।",
  ownerBookedSubject: "नई बुकिंग: {service}, {day}",
  ownerBookedHeading: "नई बुकिंग",
  ownerMovedSubject: "समय बदला: {service}, {day}, {name}",
  ownerMovedHeading: "एक बुकिंग का समय बदल गया है",
  ownerCancelledSubject: "रद्द: {service}, {day}, {name}",
  ownerCancelledHeading: "एक बुकिंग रद्द कर दी गई है",
  ownerIntro: "इस ई-मेल का उत्तर {name} को जाएगा।",
  codeSubject: "{business} के लिए आपका कोड: {code}",
  codeHeading: "साइन इन करने का आपका कोड",
  codeIntro: "इसे {business} के उसी पेज पर लिखें जहाँ आपने कोड माँगा था।",
  codeNote: "यह कोड एक बार, 10 मिनट तक काम करता है। {business} से कोई भी आपसे यह कोड कभी नहीं माँगेगा।",
  codeNotYouNote: "आपने कोड नहीं माँगा था? तो किसी ने अपना पता ग़लत लिख दिया है: आपको कुछ नहीं करना है।",
  customer: "ग्राहक",
  email: "ई-मेल",
  phone: "फ़ोन",
  service: "सेवा",
  when: "कब",
  with: "किसके साथ",
  places: "स्थान",
  price: "मूल्य",
  priceOnSite: "मूल्य, वहीं देय",
  paid: "भुगतान",
  refund: "वापसी शुरू",
  reference: "संदर्भ",
  manage: "अपनी बुकिंग देखें या बदलें",
  calendarNote: "साथ की फ़ाइल इसे आपके कैलेंडर में जोड़ देती है।",
  contactNote: "कोई सवाल? बस इस ई-मेल का उत्तर दें।",
  free: "निःशुल्क",
};

const LANGUAGES: Record<string, Words> = { en, hi };

/** The words of a language tag's language; English where there are none. */
export const wordsFor = (locale: string): Words => LANGUAGES[locale.split("-")[0]!.toLowerCase()] ?? en;

/** Fills `{name}` places. */
export const fill = (text: string, values: Record<string, string>) => text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");

// Stands in for Razorpay's checkout: three buttons for what a customer can make happen.
window.razorpayLoads = (window.razorpayLoads ?? 0) + 1;
window.Razorpay = class {
  constructor(options) {
    this.options = options;
    window.razorpayOptions = options;
  }
  on(name, listener) {
    this.failed = listener;
  }
  open() {
    const box = document.createElement("div");
    box.id = "razorpay";
    const button = (text, act) => {
      const element = document.createElement("button");
      element.textContent = text;
      element.addEventListener("click", act);
      box.append(element);
    };
    button("Pay", () => {
      box.remove();
      this.options.handler({
        razorpay_payment_id: "pay_AAAAAAAAAAAAAA",
        razorpay_order_id: this.options.order_id,
        razorpay_signature: "0".repeat(64),
      });
    });
    button("Decline", () => this.failed({ error: {} }));
    button("Close", () => {
      box.remove();
      this.options.modal.ondismiss();
    });
    document.body.append(box);
  }
};

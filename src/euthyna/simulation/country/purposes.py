"""What people write as the purpose of a payment: in several scripts, briefly, or not at all."""

from __future__ import annotations

from euthyna.simulation.basis.draws import Draws

_WORDS: dict[str, tuple[str, ...]] = {
    "contract": (
        "Invoice {}", "Payment under contract, invoice {}", "inv. {}", "INVOICE NO {}",
        "Оплата по счету № {}", "Contract payment {}", "Faktura {}", "فاتورة رقم {}", "",
    ),
    "trade": (
        "Invoice {}", "inv {}", "INV-{}", "Rechnung {}", "goods as per invoice {}", "Order {}",
        "Оплата за товар, счет {}", "Счет № {}", "فاتورة {}", "货款 发票{}", "transport {}",
        "services {}", "consulting services {}", "subcontract, part {}", "marketing {}",
        "Materials", "Services", "see agreement", "advance", "", "",
    ),
    "salary": ("Salary {m}", "SALARY {m}", "wages {m}", "Зарплата {m}", "راتب {m}", "Salary", ""),
    "bonus": ("Bonus", "Holiday pay", "Thirteenth salary", ""),
    "pension": ("Pension {m}",),
    "rent": ("Rent {m}", "rent", "Аренда {m}", "Rent flat {k}", "إيجار", "RENT {m}", ""),
    "utility": ("Customer {}", "Bill {}", "{}", "electricity {}", "water {}", "phone {}"),
    "correction": ("Repayment", "paid twice", "correction of invoice {}", "возврат ошибочного"),
    "tax": ("Income tax {m}", "VAT {m}", "Tax {}", "Social contributions {m}"),
    "card": ("",),
    "cash": ("", "", "", "cash deposit", "deposit", "takings", "наличные", "إيداع نقدي"),
    "withdrawal": ("", "", "ATM"),
    "savings": ("Savings", "savings", "to myself", "", "накопления"),
    "loan": ("Loan {}", "Instalment, loan {}", "Credit {}"),
    "dividend": ("Dividend {y}", "Profit share {y}", "Дивиденды {y}"),
    "private": (
        "thanks", "for dinner", "birthday", "loan back", "as agreed", "help", "gift", "car",
        "подарок", "долг", "спасибо", "Возврат долга", "هدية", "شكرا", "还款", "生日快乐", "🎂", "",
        "", "", "", "transfer", "flat", "trip", "tickets", "x",
    ),
    "donation": ("Donation", "for little Ilmo", "get well soon", "help", "пожертвование", "تبرع", ""),
    "purchase": ("Purchase of flat, deed {}", "Deed {}", "Sale of land, deed {}", "escrow {}", ""),
    "group": ("Cash pool {m}", "Intragroup settlement {m}", "pooling", "Clearing {m}", ""),
    "investment": ("Loan agreement {}", "Investment agreement {}", "Share purchase {}"),
}  # fmt: skip
KINDS = tuple(_WORDS)
"""What `word` has words for."""


def habit(account: str) -> int:
    """Give a number that stays the same for whoever uses the account."""
    return int(account[-5:])


def word(draws: Draws, kind: str, *, month: int = 0, habit: int = -1) -> str:
    """Draw the words of a payment.

    Parameters
    ----------
    draws
        Where chance comes from.
    kind
        One of `KINDS`.
    month
        Which the payment is for, from July 2022, where its words name one.
    habit
        Of whoever writes the same words again and again; without one they are drawn.

    Returns
    -------
    str
        As written, perhaps empty.
    """
    words = _WORDS[kind]
    place = habit if habit >= 0 else int(draws.uniform() * len(words))
    text = words[place % len(words)]
    if "{" not in text:
        return text
    if text.endswith("{}"):
        return text[:-2] + str(int(draws.uniform() * 99_000) + 17)
    year, place = divmod(month + 6, 12)
    named = text.replace("{m}", f"{place + 1:02d}/{2022 + year}").replace("{y}", str(2022 + year))
    return named.replace("{k}", str(draws.between(1, 60)))

package org.jackfield.crm.carddav.internal;

import ezvcard.Ezvcard;
import ezvcard.VCard;
import ezvcard.parameter.TelephoneType;
import ezvcard.property.Telephone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A contact of an address book.
 *
 * @param id its UID, else its place in the address book
 */
record Card(String id, String name, Optional<String> company, List<Phone> phones) {
    private static final int LONGEST = 200;

    /**
     * A number.
     *
     * @param label a person's word for it
     * @param written as it is stored
     */
    record Phone(String label, String written) {}

    Card {
        phones = List.copyOf(phones);
    }

    /** Reads a vCard of any version (RFC 6350, 2426). @return empty if it is none, or names nobody */
    static Optional<Card> read(String href, String text) {
        VCard card = Ezvcard.parse(text).first();
        if (card == null) {
            return Optional.empty();
        }
        Optional<String> company = Optional.ofNullable(card.getOrganization())
                .flatMap(organization -> organization.getValues().stream().findFirst())
                .flatMap(Card::clean);
        Optional<String> name = Optional.ofNullable(card.getFormattedName())
                .flatMap(formatted -> clean(formatted.getValue()))
                .or(() -> company);
        Optional<String> uid = Optional.ofNullable(card.getUid()).flatMap(value -> clean(value.getValue()));
        return name.map(known -> new Card(uid.orElse(href), known, company, phones(card)));
    }

    private static List<Phone> phones(VCard card) {
        List<Phone> phones = new ArrayList<>();
        for (Telephone telephone : card.getTelephoneNumbers()) {
            String written = telephone.getText() != null
                    ? telephone.getText()
                    : telephone.getUri() == null ? "" : telephone.getUri().getNumber();
            clean(written).ifPresent(number -> phones.add(new Phone(label(telephone), number)));
        }
        return phones;
    }

    private static String label(Telephone telephone) {
        List<TelephoneType> types = telephone.getTypes();
        return types.contains(TelephoneType.CELL)
                ? "mobile"
                : types.contains(TelephoneType.WORK) ? "work" : types.contains(TelephoneType.HOME) ? "home" : "phone";
    }

    private static Optional<String> clean(String text) {
        String clean = text == null ? "" : text.replaceAll("\\p{Cntrl}+", " ").strip();
        return clean.isEmpty()
                ? Optional.empty()
                : Optional.of(clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST));
    }
}

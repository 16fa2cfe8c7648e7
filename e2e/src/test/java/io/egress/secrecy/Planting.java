package io.egress.secrecy;

import java.util.List;

/** Brings a secret into the product by way of one field, and sends it wrongly as well. */
interface Planting {
    /**
     * @param canary a text that is nowhere else
     * @return all that must be nowhere from now on: what was given, what the service made, what follows from both
     */
    List<Planted> plant(Conversation api, String canary) throws Exception;
}

package io.egress.robustness;

/** Something that must hold, and the way to find out whether it does: traffic, a fault, what was seen, a verdict. */
interface Promise {
    /** Its row in the README's table, such as R4. */
    String id();

    Finding check(Scale scale) throws Exception;
}

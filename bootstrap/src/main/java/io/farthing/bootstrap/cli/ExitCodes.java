package io.farthing.bootstrap.cli;

/** What the process says to the shell when it ends. */
public final class ExitCodes {

    /** All is done. */
    public static final int DONE = 0;
    /** It could not be done. */
    public static final int FAILED = 1;
    /** The command line or the settings are wrong; nothing was tried. */
    public static final int WRONG_USAGE = 2;
    /** The ledger was checked, and does not add up. */
    public static final int LEDGER_DIFFERS = 3;

    private ExitCodes() {}
}

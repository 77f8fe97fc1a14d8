/**
 * A wallet for Farthing whose money are prepaid vouchers in a file. It stands for any wallet of somebody else: the file is
 * the outside, which may be away, fail in the middle, or be used by others at the same time.
 */
package com.example.voucher;

#ifndef TEKEN_SRTP3_OVER_SRTP2_H
#define TEKEN_SRTP3_OVER_SRTP2_H

// libsrtp 3's calls, as far as the worker makes them, on libsrtp 2.
// Version 2 works in place with int lengths; version 3 has an input, an output and size_t.

#include <srtp2/srtp.h>

#include <climits>
#include <cstdint>
#include <cstring>
#include <new>

// Two codes which version 2 does not have; the numbers are version 3's.
inline constexpr auto srtp_err_status_buffer_small = static_cast<srtp_err_status_t>(28);
inline constexpr auto srtp_err_status_cryptex_err  = static_cast<srtp_err_status_t>(29);

struct Srtp3Policy
{
	srtp_policy_t srtp2{};
	// Version 2 wants the master key and the salt as one string.
	unsigned char keyAndSalt[SRTP_MAX_KEY_LEN]{};
};

using Srtp3PolicyHandle = Srtp3Policy*;

inline srtp_err_status_t srtp_policy_create(Srtp3PolicyHandle* policy)
{
	*policy = new (std::nothrow) Srtp3Policy();

	return *policy ? srtp_err_status_ok : srtp_err_status_alloc_fail;
}

inline void srtp_policy_destroy(Srtp3PolicyHandle policy)
{
	if (policy)
	{
		// Keys do not stay behind in freed memory; volatile, so that the loop is not optimised away.
		for (volatile unsigned char& byte : policy->keyAndSalt)
		{
			byte = 0;
		}
	}

	delete policy;
}

inline srtp_err_status_t srtp_policy_set_ssrc(Srtp3PolicyHandle policy, srtp_ssrc_t ssrc)
{
	policy->srtp2.ssrc = ssrc;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_profile(Srtp3PolicyHandle policy, srtp_profile_t profile)
{
	const srtp_err_status_t err =
	  srtp_crypto_policy_set_from_profile_for_rtp(&policy->srtp2.rtp, profile);

	return err == srtp_err_status_ok
	         ? srtp_crypto_policy_set_from_profile_for_rtcp(&policy->srtp2.rtcp, profile)
	         : err;
}

inline srtp_err_status_t srtp_policy_add_key(
  Srtp3PolicyHandle policy,
  const uint8_t* key,
  size_t keyLen,
  const uint8_t* salt,
  size_t saltLen,
  const uint8_t* /*mki*/,
  size_t mkiLen)
{
	// No master key identifiers: DTLS-SRTP negotiates none, and the worker passes none.
	if (mkiLen != 0 || keyLen > SRTP_MAX_KEY_LEN || saltLen > SRTP_MAX_KEY_LEN - keyLen)
	{
		return srtp_err_status_bad_param;
	}

	std::memcpy(policy->keyAndSalt, key, keyLen);
	std::memcpy(policy->keyAndSalt + keyLen, salt, saltLen);
	policy->srtp2.key = policy->keyAndSalt;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_allow_repeat_tx(Srtp3PolicyHandle policy, bool allowed)
{
	policy->srtp2.allow_repeat_tx = allowed ? 1 : 0;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_window_size(Srtp3PolicyHandle policy, size_t size)
{
	policy->srtp2.window_size = size;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_create(srtp_t* session, Srtp3PolicyHandle policy)
{
	// The call is version 2's: its session copies the keys, so the policy may go afterwards.
	return srtp_create(session, static_cast<const srtp_policy_t*>(&policy->srtp2));
}

inline srtp_err_status_t srtp_stream_remove(srtp_t session, uint32_t ssrc)
{
	return srtp_remove_stream(session, ssrc);
}

// Brings the packet to where version 2 will work on it, and says whether it and `growth` more bytes fit there.
inline bool srtp3PlaceForSrtp2(const uint8_t* from, size_t len, uint8_t* to, size_t capacity, size_t growth)
{
	if (len > INT_MAX - growth || capacity < len + growth)
	{
		return false;
	}

	if (to != from)
	{
		std::memmove(to, from, len);
	}

	return true;
}

#define TEKEN_SRTP3_OUT_OF_PLACE(call, growth)                                  \
	if (!srtp3PlaceForSrtp2(from, len, to, *toLen, growth))                       \
	{                                                                             \
		return srtp_err_status_buffer_small;                                        \
	}                                                                             \
	int size                    = static_cast<int>(len);                          \
	const srtp_err_status_t err = call(session, to, &size);                       \
	*toLen                      = err == srtp_err_status_ok ? static_cast<size_t>(size) : 0; \
	return err;

inline srtp_err_status_t srtp_protect(
  srtp_t session, const uint8_t* from, size_t len, uint8_t* to, size_t* toLen, size_t /*mkiIndex*/)
{
	TEKEN_SRTP3_OUT_OF_PLACE(srtp_protect, SRTP_MAX_TRAILER_LEN)
}

inline srtp_err_status_t srtp_protect_rtcp(
  srtp_t session, const uint8_t* from, size_t len, uint8_t* to, size_t* toLen, size_t /*mkiIndex*/)
{
	// An SRTCP packet also carries its index in four bytes. The worker's buffer check leaves room for the
	// trailer alone, whose larger part (a master key identifier) is never used: the tag and the index fit in it.
	TEKEN_SRTP3_OUT_OF_PLACE(srtp_protect_rtcp, SRTP_MAX_TAG_LEN + sizeof(uint32_t))
}

inline srtp_err_status_t srtp_unprotect(
  srtp_t session, const uint8_t* from, size_t len, uint8_t* to, size_t* toLen)
{
	TEKEN_SRTP3_OUT_OF_PLACE(srtp_unprotect, 0)
}

inline srtp_err_status_t srtp_unprotect_rtcp(
  srtp_t session, const uint8_t* from, size_t len, uint8_t* to, size_t* toLen)
{
	TEKEN_SRTP3_OUT_OF_PLACE(srtp_unprotect_rtcp, 0)
}

#undef TEKEN_SRTP3_OUT_OF_PLACE

// From here on the type's name means version 3's opaque handle.
#define srtp_policy_t Srtp3PolicyHandle

#endif

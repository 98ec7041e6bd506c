export const joinId = {
  welcomeTitle: 'Tanda tangan, di hadapan semua',
  welcomeBody:
    'Teken menyelenggarakan upacara penandatanganan nasional: para pihak bertemu lewat video, menandatangani perjanjian secara digital di hadapan semua hadirin, dan meninggalkan catatan yang dapat diperiksa siapa pun.',
  welcomeInvited: 'Diundang ke suatu acara?',
  welcomeInvitedBody: 'Buka tautan pribadi dari penyelenggara. Tautan itu milik Anda sendiri; jangan diteruskan.',
  welcomeVerify: 'Menerima dokumen bertanda tangan?',
  welcomeVerifyBody: 'Periksa siapa yang menandatangani, kapan, dan apakah ada yang berubah sejak itu.',
  verifyDocument: 'Periksa dokumen',
  browsers: (list: string): string => `Untuk mengikuti acara: ${list}, atau yang lebih baru.`,
  mapCredit: 'Peta: MapSVG (CC BY 4.0).',

  linkTitle: 'Undangan pribadi',
  linkBody: 'Tautan ini milik satu orang. Dengan masuk, Anda menyatakan bahwa Andalah orang yang diundang.',
  enter: 'Masuk',
  entering: 'Sedang masuk',
  otherDeviceTitle: 'Undangan sedang dipakai di perangkat lain',
  otherDeviceBody:
    'Yang telah Anda lakukan di sana tersimpan. Bila Anda pindah ke sini, perangkat itu ditutup dan sertifikat tanda tangan dibuat baru di sini.',
  moveHere: 'Pindah ke perangkat ini',
  invalidTitle: 'Tautan tidak dikenal',
  invalidDo: 'Atau pindai ulang kode QR pada undangan. Bila tetap gagal, hubungi penyelenggara.',
  expiredTitle: 'Tautan telah kedaluwarsa',
  expiredDo: 'Hubungi penyelenggara; tautan baru dibuatkan dalam sekejap. Yang telah Anda lakukan tersimpan.',
  revokedTitle: 'Tautan telah dicabut',
  revokedDo:
    'Penyelenggara mencabut tautan ini, biasanya karena tautan baru telah dikirim. Pakai yang terbaru, atau hubungi penyelenggara.',

  welcomeName: 'Selamat datang',
  notYou: 'Bukan Anda? Tutup halaman ini dan beri tahu penyelenggara.',
  notice: {
    title: 'Yang dicatat, dan mengapa',
    what: 'Yang dicatat',
    whatBody:
      'Kapan Anda masuk dan dengan perangkat mana (sebagai nilai hash), persetujuan atas pemberitahuan ini, bagaimana, oleh siapa, dan kapan identitas Anda dipastikan, kapan Anda tersambung (per menit), kapan Anda dipersilakan masuk atau ke panggung dan kembali, presensi dan acungan tangan Anda, berapa pejabat yang mendampingi, serta sertifikat, persetujuan, tanda tangan, atau penolakan Anda beserta waktunya.',
    notKept: 'Yang tidak disimpan',
    notKeptBody:
      'Gambar dan suara Anda hanya disiarkan langsung: di panggung kepada hadirin, di ruang tunggu kepada petugas.',
    who: 'Oleh siapa',
    whoBody: (organiser: string): string => `${organiser}, sebagai penyelenggara dan pengendali data pribadi.`,
    why: 'Untuk apa',
    whyBody: 'Membuktikan siapa yang mengikuti acara, siapa yang menandatangani, dan atas dasar apa.',
    long: 'Berapa lama',
    longBody:
      'Perjanjian yang ditandatangani beserta buktinya sepuluh tahun, seperti dokumen perusahaan lainnya. Data pribadi selebihnya selama diperlukan, lalu dihapus oleh penyelenggara atas permintaan Anda.',
    rights: 'Hak Anda',
    rightsBody:
      'Anda berhak mengetahui, memperbaiki, dan meminta penghapusan data pribadi Anda (UU 27/2022), sejauh bukti perjanjian tidak rusak karenanya. Persetujuan ini terpisah dari persetujuan atas perjanjian.',
    accept: 'Saya mengerti dan setuju',
    refuse:
      'Bila tidak setuju, tutup halaman ini. Selain waktu dan perangkat saat tautan ini dibuka, tidak ada lagi yang dicatat.',
    refuseAtTable:
      'Bila tidak setuju, serahkan tablet kepada petugas. Selain pemanggilan Anda ke meja ini, tidak ada lagi yang dicatat.',
  },
  devices: {
    title: 'Kamera dan mikrofon',
    body: 'Hanya menyala bila Anda dipersilakan tampil. Kita coba sekarang agar nanti lancar.',
    check: 'Coba kamera dan mikrofon',
    goIn: 'Masuk ke acara',
    goWithout: 'Masuk tanpa kamera',
    retry: 'Coba lagi',
    preview: 'Gambar Anda',
    level: 'Suara Anda',
    camera: 'Kamera',
    microphone: 'Mikrofon',
    stillPart: 'Tanpa kamera atau mikrofon pun Anda tetap hadir, melihat, mendengar, dan dapat menandatangani.',
  },
};
